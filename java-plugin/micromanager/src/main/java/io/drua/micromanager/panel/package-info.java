/** The window {@code Plugins > Python...}: the interpreter, all processors, their failures and records, the log. */
package io.drua.micromanager.panel;
