// The only file that includes Z3.
#include <z3++.h>
