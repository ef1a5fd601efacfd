/** Programs of their own: ImageJ with a macro to show what Drua does, and menus brought up to date without ImageJ. */
package io.drua.fiji.launch;
