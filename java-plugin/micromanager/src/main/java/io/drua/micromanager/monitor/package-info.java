/** What people want to know of running processors: counts, times, failures, records. Knows neither Swing nor Python. */
package io.drua.micromanager.monitor;
