// The program: everything is in GremiumCLI, so that tests can reach it.

import GremiumCLI

GremiumCommand.start()
