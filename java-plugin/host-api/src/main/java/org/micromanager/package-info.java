/**
 * Declarations of Micro-Manager's public interfaces: the names and descriptors of the real ones, as few as Drua uses.
 *
 * <p>Classes are compiled against these and run with the real ones. Each method here exists there; most that exist there are
 * left out here, so nothing but a test host may implement the host's side of them. {@code check_real.py} compares both.
 */
package org.micromanager;
