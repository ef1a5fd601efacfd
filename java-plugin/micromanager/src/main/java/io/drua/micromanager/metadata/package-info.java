/** Metadata of frames and of data sets on their way to Python, and what Python writes on its way back. */
package io.drua.micromanager.metadata;
