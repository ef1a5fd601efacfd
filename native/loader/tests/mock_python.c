/* A stand-in for libpython that records what it is told. VERSION is its version text. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int initialized = 0;

static void record(const char *what, const char *name, const char *value)
{
    const char *file = getenv("DRUA_MOCK_LOG");
    FILE *log = file ? fopen(file, "a") : NULL;
    if (log) {
        fprintf(log, "%s %s %s\n", what, name, value);
        fclose(log);
    }
}

int Py_IsInitialized(void) { return initialized; }
const char *Py_GetVersion(void) { return VERSION " (mock)"; }
void *PyEval_SaveThread(void) { record("call", "PyEval_SaveThread", "-"); return NULL; }
int PyRun_SimpleString(const char *code) { (void)code; record("call", "PyRun_SimpleString", "-"); return 0; }
void mock_set_initialized(void) { initialized = 1; }

#ifdef WITH_INIT_CONFIG
static char config[16];
void *PyInitConfig_Create(void) { return config; }
void PyInitConfig_Free(void *given) { record("call", "PyInitConfig_Free", given == config ? "same" : "other"); }

int PyInitConfig_SetInt(void *given, const char *name, int64_t value)
{
    char text[32];
    (void)given;
    snprintf(text, sizeof text, "%lld", (long long)value);
    record("int", name, text);
    return 0;
}

int PyInitConfig_SetStr(void *given, const char *name, const char *value)
{
    (void)given;
    record("str", name, value);
    return 0;
}

int PyInitConfig_GetError(void *given, const char **message)
{
    (void)given;
    *message = "the mock refuses";
    return 1;
}

int Py_InitializeFromInitConfig(void *given)
{
    (void)given;
    record("call", "Py_InitializeFromInitConfig", "-");
    if (getenv("DRUA_MOCK_REFUSE")) {
        return -1;
    }
    initialized = 1;
    return 0;
}
#endif

#ifdef WITH_LONG_CONFIG
/* Structures of another build: longer than the public headers say. */
typedef struct { int kind; const char *func; const char *message; int exit_code; } Status;
static Status fine(void) { Status status = {0, NULL, NULL, 0}; record("call", "too-late", "-"); return status; }
void PyPreConfig_InitPythonConfig(void *given) { memset(given, 0, 40); }
void PyConfig_InitPythonConfig(void *given) { memset(given, 0, 600); }
Status Py_PreInitialize(const void *given) { (void)given; return fine(); }
Status PyConfig_SetBytesString(void *a, void *b, const char *c) { (void)a; (void)b; (void)c; return fine(); }
Status PyConfig_SetString(void *a, void *b, const void *c) { (void)a; (void)b; (void)c; return fine(); }
Status Py_InitializeFromConfig(const void *given) { (void)given; return fine(); }
void PyConfig_Clear(void *given) { (void)given; }
#endif
