// The system's libyaml (libyaml-dev), as one Swift module.
#include <yaml.h>
