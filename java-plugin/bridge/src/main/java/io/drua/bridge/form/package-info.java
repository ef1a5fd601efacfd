/** The dialog of a routine without its windows: fields, texts and their checks, help. What every front end shows is made of it. */
package io.drua.bridge.form;
