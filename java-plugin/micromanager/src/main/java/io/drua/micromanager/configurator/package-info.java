/** The window in which one Python Processor is set: its routine, the routine's parameters, and what happens on failure. */
package io.drua.micromanager.configurator;
