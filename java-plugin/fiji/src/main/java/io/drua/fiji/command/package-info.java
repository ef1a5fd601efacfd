/** Commands: one run of a routine from its checks to its results, and Drua's own menu entries. */
package io.drua.fiji.command;
