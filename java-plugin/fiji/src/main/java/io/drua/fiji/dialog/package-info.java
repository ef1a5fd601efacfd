/** The parameters of a routine, from a dialog or from a macro's options: the same texts, checked in the same way. */
package io.drua.fiji.dialog;
