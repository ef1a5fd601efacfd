/**
 * Python processors in Micro-Manager's pipelines, as the test host makes them: classes of checks that run in processes of
 * their own, which {@link io.drua.crosslang.micromanager.MicroManagerTest} starts.
 */
package io.drua.crosslang.micromanager;
