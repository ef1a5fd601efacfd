/** Property maps that can be changed. */
package org.micromanager.propertymap;
