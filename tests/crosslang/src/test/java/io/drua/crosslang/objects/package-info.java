/** Python objects in Java, by Java programs that know the bridge only: objects, conversions, views, proxies, scripts. */
package io.drua.crosslang.objects;
