/** What the windows of the plugin share: measures from the font, colours from the program's skin, small components. */
package io.drua.micromanager.swing;
