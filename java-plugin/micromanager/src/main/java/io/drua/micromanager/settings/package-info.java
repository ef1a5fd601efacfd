/** What a processor is set to, and how Micro-Manager keeps it. */
package io.drua.micromanager.settings;
