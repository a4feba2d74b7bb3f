# make run    builds and starts the daemon     DATA=/some/directory keeps its data (else a temporary one)
# make test   builds and runs the tests
# make help   what else there is

SHELL := /bin/bash
.DEFAULT_GOAL := help

# Found when it is needed first, after `jdk` may have installed it.
JDK = $(eval JDK := $(shell bin/setup --jdk))$(JDK)
# Debian's Maven has a library that uses what JDK 25 warns about.
MVN = JAVA_HOME='$(JDK)' MAVEN_OPTS='--sun-misc-unsafe-memory-access=allow $(MAVEN_OPTS)' mvn -B -ntp $(MAVEN_ARGS)

# Keeps an idle JVM from waking up: no concurrent garbage collector, and rare cleanup of monitors and tables.
# A native executable needs none of this.
JVM ?= -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:AsyncDeflationInterval=60000 \
	-XX:ServiceThreadCleanupInterval=60000

# Sources of the application, without what the build of the page makes.
SOURCES = $(shell find src/main pom.xml \( -name node_modules -o -name dist \) -prune -o -type f ! -name schema.d.ts -print)
APP = target/quarkus-app/quarkus-run.jar
WEB = src/main/webui
# A build without the page is repeated, unless it is left out on purpose.
MISSING = $(if $(wildcard target/classes/page)$(findstring skip.web,$(MAVEN_ARGS)),,page-missing)

.PHONY: help run test test-daemon test-page torture faults fuzz bench bench-sources format openapi native-sources native packages clean jdk tools page-missing

help: ## print this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: tools $(APP) ## build and start the daemon; DATA=directory keeps its data, PORT=2887, ARGS=-Dname=value sets properties
	@data='$(DATA)'; [ -n "$$data" ] || data=$$(mktemp -d)/data; data=$$(realpath -ms "$$data"); \
	port='$(PORT)'; port=$${port:-$${QUARKUS_HTTP_PORT:-2887}}; \
	echo "data directory:  $$data"; \
	echo "admin password:  $$data/initial-admin-password"; \
	echo "listens on:      http://$${QUARKUS_HTTP_HOST:-127.0.0.1}:$$port"; \
	exec '$(JDK)/bin/java' $(JVM) -Dobtaskd.data-dir="$$data" -Dquarkus.http.port="$$port" $(ARGS) -jar $(APP)

page-missing:

$(APP): $(SOURCES) $(MISSING) | tools
	$(MVN) -q -DskipTests package

test: tools ## build and run the tests, except those of the packaged daemon
	$(MVN) -q -DskipTests package
	@MVN="$(MVN)" .ci/test

test-daemon: tools ## build and run the tests of the packaged daemon
	$(MVN) -q -DskipTests package
	@MVN="$(MVN)" .ci/test-daemon

test-page: tools ## build and test the page: types, units, size of the first load, and in chromium against the daemon
	@$(WEB)/build --check
	$(MVN) -q -DskipTests package
	cd $(WEB) && npm run check && npm test && npm run size
	@if command -v chromium >/dev/null; then cd $(WEB) && JAVA_HOME='$(JDK)' test/run; \
		else echo 'Skipped the tests in a browser: chromium is missing (Debian: apt-get install chromium fonts-noto-cjk).'; fi

bench: jdk ## run benchmarks against db-scheduler and other peers, write target/bench.json; ONLY=name runs one
	$(MVN) -q -DskipTests -Pbench package exec:exec -Dbench.only='$(ONLY)' -Dbench.jvm='$(JVM)'

bench-sources: jdk ## compile the benchmark
	$(MVN) -q -Pbench test-compile

# Seed and size of the random tests.
SEED ?= $(shell od -An -N4 -tu4 /dev/urandom | tr -d ' ')
SEEDS ?= 100000
KILLS ?= 1000
FAULTS ?= 100
INPUTS ?= 10000
# One test then repeats for hours.
NO_TIMEOUT = -Djunit.jupiter.execution.timeout.mode=disabled

torture: jdk ## run the long fault-injection suite: SEEDS=100000 simulations, KILLS=1000 kills of the daemon; SEED=number repeats a run; prints JSON
	$(MVN) -q verify -Dtest=SimulatorTest -Dit.test=KillStormIT \
		-Dobtaskd.seed=$(SEED) -Dobtaskd.seeds=$(SEEDS) -Dobtaskd.rounds=$(KILLS) $(NO_TIMEOUT); \
		code=$$?; $(MAKE) faults || code=1; cat target/torture.json; exit $$code

faults: jdk ## run the other fault tests longer than in make test: FAULTS=100 power cuts, restarts under running programs, hanging steps, floods, 10,000 steps, invalid requests
	$(MVN) -q verify -Dtest='CommitMomentTest,PowerLossTest,DualHeaderFileSystemTest,MigrationTest,ExecStopTest,WireFuzzTest' -Dit.test='ReattachIT,FloodIT,ManyStepsIT,GreedyStepsIT' \
		-Dobtaskd.seed=$(SEED) -Dobtaskd.rounds=$(FAULTS) -Dobtaskd.stride=120 -Dobtaskd.flood=4096 -Dobtaskd.steps=10000 \
		-Dobtaskd.inputs=$(INPUTS) $(NO_TIMEOUT)

fuzz: jdk ## send 10,000 requests generated from the OpenAPI document to a daemon; REQUESTS=10000 SEED=number
	REQUESTS=$${REQUESTS:-10000} SEED=$(SEED) SECONDS_AT_MOST=1800 src/test/fuzz/run

format: jdk ## format every Java source as the build requires
	$(MVN) -q spotless:apply

openapi: jdk ## write src/main/webui/openapi.json, from which the types of the page are generated
	$(MVN) -q test -Dtest=OpenApiFileTest -Dopenapi.write=true

.PHONY: check-native-sources
check-native-sources: jdk ## check what native-sources has registered for the native executable
	@[ -s target/native-sources/native-image.args ] || { echo 'run make native-sources first' >&2; exit 2; }
	$(MVN) -q test -Dtest=NativeSourcesTest

native-sources: jdk ## write target/native-sources, from which a GraalVM on another host compiles the executable
	$(MVN) -q -DskipTests package -Dquarkus.native.enabled=true -Dquarkus.native.sources-only=true \
		-Dquarkus.package.jar.enabled=false

packages: $(APP) ## build the .deb and .rpm in target/packages; EXECUTABLE=file takes a native executable, VERSION=1.2.3
	@MVN="$(MVN)" EXECUTABLE='$(EXECUTABLE)' VERSION='$(VERSION)' packaging/build

native: jdk ## compile the native executable; needs GRAALVM_HOME
	$(MVN) -DskipTests package -Dnative

clean: ## remove the build directory
	rm -rf target

# $(1): further tools
setup = @bin/setup jdk maven $(1) && echo "JDK 25 in $$(bin/setup --jdk), $$(command -v mvn)"

jdk: ## install a JDK 25 and Maven if they are missing (Debian, root), or print what to install
	$(call setup)

# The page needs Node, unless it is made already or left out.
tools:
	$(call setup,$$($(if $(findstring skip.web,$(MAVEN_ARGS)),,$(WEB)/build --made || echo node)))
