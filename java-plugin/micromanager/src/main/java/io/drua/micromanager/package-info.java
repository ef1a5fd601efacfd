/** What Micro-Manager finds of Drua: a processor and a menu entry. */
package io.drua.micromanager;
