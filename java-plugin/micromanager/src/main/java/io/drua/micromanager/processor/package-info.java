/** Frames on their way through Python: snap and live, acquisitions, what is copied and why, what comes of failures. */
package io.drua.micromanager.processor;
