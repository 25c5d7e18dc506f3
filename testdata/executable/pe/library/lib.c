#include <windows.h>
#ifdef CHANGED
#define GREETING "good evening"
#else
#define GREETING "good morning"
#endif
static const char *names[] = {"one", "two", "three"};
__declspec(dllexport) int twice(int x) { return x + x; }
__declspec(dllexport) const char *name(unsigned i) {
#ifdef CHANGED
  if (i > 2) return "none";
#endif
  return names[i % 3];
}
__declspec(dllexport) int greet(void) { return MessageBoxA(0, GREETING, name(1), 0) + twice(2); }
BOOL WINAPI DllMain(HINSTANCE h, DWORD r, LPVOID p) { return TRUE; }
