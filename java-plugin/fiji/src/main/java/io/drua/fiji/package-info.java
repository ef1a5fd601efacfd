/**
 * What ImageJ and macros call by name: routine commands, Python in macros, reports of calls. The names are in users'
 * macros and in ImageJ's tables, and stay.
 */
package io.drua.fiji;
