/** Images, where they are in a dataset, what is known about them, and the pipelines that they pass. */
package org.micromanager.data;
