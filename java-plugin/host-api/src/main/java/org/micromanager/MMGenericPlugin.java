package org.micromanager;

import org.scijava.plugin.SciJavaPlugin;

/** Whatever Micro-Manager finds by SciJava's index of plugins. */
public interface MMGenericPlugin extends SciJavaPlugin {}
