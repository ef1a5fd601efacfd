/**
 * Micro-Manager as far as a processor plugin and its panel meet it: pipelines, live mode, acquisitions, settings and logs, with
 * the real program's threads, queues and answers to failures, and without its windows and hardware.
 *
 * <p>{@link io.drua.mmhost.TestStudio} is the entry. Where the program opens a dialog, a record is kept
 * ({@link io.drua.mmhost.HostLogs}) or a policy asked. This module brings a working {@code org.micromanager.PropertyMaps}: it
 * has to come before the module of declarations on the class path.
 */
package io.drua.mmhost;
