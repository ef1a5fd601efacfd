/** Where routines stand in ImageJ's menus and table of commands, with a display or without one. */
package io.drua.fiji.menu;
