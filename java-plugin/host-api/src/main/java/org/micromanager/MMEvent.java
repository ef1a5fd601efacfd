package org.micromanager;

/** What is posted on one of the program's event buses. */
public interface MMEvent {}
