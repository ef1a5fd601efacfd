/** Runs of the acquisition engine. */
package org.micromanager.acquisition;
