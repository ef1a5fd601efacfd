/** The window {@code Plugins > Python...}: the interpreter, all processors with their speed, failures and records, the log. */
package io.drua.micromanager.panel;
