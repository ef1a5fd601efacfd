/** The program's event bus and what is posted on it. */
package org.micromanager.events;
