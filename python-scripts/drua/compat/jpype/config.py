"""Settings of JPype that may be set and change nothing: the JVM belongs to the host."""

onexit = False
destroy_jvm = False
free_resources = False
