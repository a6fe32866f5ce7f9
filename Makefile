SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

export DOTNET_NOLOGO := 1
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_SKIP_FIRST_TIME_EXPERIENCE := 1
export CANARYMESH_SHARED ?= $(abspath $(CURDIR)/../shared)
export PATH := $(CURDIR)/.tools/bin:$(PATH)

export CONFIGURATION ?= Release
SOLUTION := CanaryMesh.sln
PUBLISHED := proxy webhook analyzer loadtester sample cluster cli demo
PROJECT_proxy := proxy/CanaryMesh.Proxy.csproj
PROJECT_webhook := webhook/CanaryMesh.Webhook.csproj
PROJECT_analyzer := analyzer/Host/CanaryMesh.Analyzer.csproj
PROJECT_loadtester := loadtester/CanaryMesh.LoadTester.csproj
PROJECT_sample := tests/SampleApp/CanaryMesh.SampleApp.csproj
PROJECT_cluster := tests/Cluster/CanaryMesh.Cluster.csproj
PROJECT_cli := cli/CanaryMesh.Cli.csproj
PROJECT_demo := tests/Demo/CanaryMesh.Demo.csproj
FOLDERS_proxy := proxy api
FOLDERS_webhook := webhook api certs
FOLDERS_analyzer := analyzer api certs
FOLDERS_loadtester := loadtester api
FOLDERS_sample := tests/SampleApp
FOLDERS_cluster := tests/Cluster
FOLDERS_cli := cli api manifests/base
FOLDERS_demo := tests/Demo tests/Load tests/Support

sources = $(shell find $(1) -type f \( -name '*.cs' -o -name '*.csproj' -o -name '*.proto' -o -name '*.yaml' -o -name '*.json' \) \
	-not -path '*/obj/*' -not -path '*/bin/*' 2>/dev/null)
RULES := $(wildcard Directory.*.props Directory.*.targets .editorconfig)

.PHONY: help setup build test test-document test-routes test-lifecycle publish images demo manifests-check golden bench-admission bench-cluster bench-judge bench-proxy fuzz soak lint clean preflight uninstall

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS=$$'\t' read -r name about; do printf '  make %-14s %s\n' "$$name" "$$about"; done

setup: ## install what is missing, and say so
	@bash tests/Setup/all.sh

build: setup ## build everything, warnings as errors
	dotnet build $(SOLUTION) -c $(CONFIGURATION) -nologo -v:q

publish: setup artifacts/publish/images.json ## build each process once, and a map from image names to them

artifacts/publish/images.json: $(PUBLISHED:%=artifacts/publish/%.done)
	@artifacts/publish/demo/canarymesh-demo --write-images=$@

IMAGES := webhook analyzer proxy cli loadtester
images: ## an image of each process; pushed with REGISTRY=host/path, which writes their digests for chart and kustomize (TAG=dev)
	@REGISTRY='$(REGISTRY)' TAG='$(TAG)' BASES='$(BASES)' bash tests/Setup/images.sh $(foreach name,$(IMAGES),$(name)=$(PROJECT_$(name)))

.SECONDEXPANSION:
artifacts/publish/%.done: $$(call sources,$$(FOLDERS_$$*)) $(RULES)
	@bash tests/Setup/publish.sh $* $(PROJECT_$*)
	@touch $@

test: setup ## build, run every test, end with "N passed, N failed"
	@bash tests/Setup/document.sh
	@if $(MAKE) build publish; then bash tests/Setup/test.sh; else bash tests/Setup/test.sh --build-failed; fi

test-document: setup ## every block and command of the Flagger document against the embedded cluster, alone
	@bash tests/Setup/document.sh
	@if dotnet build tests/Document.Tests/Document.Tests.csproj -c $(CONFIGURATION) -nologo -v:q && $(MAKE) publish; then \
		ONLY=Document bash tests/Setup/test.sh; else bash tests/Setup/test.sh --build-failed; fi

ROUTE_TESTS := Analyzer.Core Analyzer.Host Mesh Schema Webhook EndToEnd
test-routes: setup ## everything of routes of Istio and the Gateway API, alone
	@if for name in $(ROUTE_TESTS); do dotnet build tests/$$name.Tests/$$name.Tests.csproj -c $(CONFIGURATION) -nologo -v:q || exit 1; done && $(MAKE) publish; then \
		ONLY="$(ROUTE_TESTS)" FILTER="FullyQualifiedName~.Routing.|FullyQualifiedName~.EditedRouteTests|FullyQualifiedName~.Mesh.Tests.|FullyQualifiedName~.Schema.Tests.Route|FullyQualifiedName~.Webhook.Tests.Route|FullyQualifiedName~.EndToEnd.Tests.Routes." \
		bash tests/Setup/test.sh; else bash tests/Setup/test.sh --build-failed; fi

test-lifecycle: setup ## the life of apps and of the installation, each piece under 10,000 requests of which none may be lost
	@if dotnet build tests/Lifecycle.Tests/Lifecycle.Tests.csproj -c $(CONFIGURATION) -nologo -v:q && $(MAKE) publish; then \
		ONLY=Lifecycle bash tests/Setup/test.sh; else bash tests/Setup/test.sh --build-failed; fi

demo: publish ## the live demo (KEEP=1 leaves the cluster running until Ctrl-C)
	@exec artifacts/publish/demo/canarymesh-demo $(if $(filter 1 true yes,$(KEEP)),--keep)

preflight: setup artifacts/publish/cli.done ## whether the cluster of KUBECONFIG can take CanaryMesh; each finding with what to do
	@exec artifacts/publish/cli/kubectl-canary preflight

uninstall: setup artifacts/publish/cli.done ## give every target of KUBECONFIG's cluster back, then delete the manifests (CRDS=1: the definitions too)
	@artifacts/publish/cli/kubectl-canary uninstall --yes --all --save "$(or $(SAVE),canaries-saved.yaml)"
	@for part in admission webhook analyzer; do kubectl delete --ignore-not-found -k manifests/base/$$part; done
	@kubectl delete --ignore-not-found -f manifests/base/namespace.yaml
	@if [ -n "$(filter 1 true yes,$(CRDS))" ]; then kubectl delete --ignore-not-found -k manifests/base/crds; else \
		echo "The definitions of flagger.app stay, and the Canaries that were not managed with them; CRDS=1 deletes both."; fi

manifests-check: setup ## prove that charts and kustomize install the same objects, and that every value counts
	@dotnet build tests/Manifests.Tests/Manifests.Tests.csproj -c $(CONFIGURATION) -nologo -v:q
	@ONLY=Manifests bash tests/Setup/test.sh

golden: setup artifacts/publish/cluster.done ## replay recorded exchanges of a real cluster (DIR=folder, default: ../shared/golden)
	@artifacts/publish/cluster/canarymesh-cluster golden "$(or $(DIR),$(CANARYMESH_SHARED)/golden)" $(GROUPS)

bench-cluster: setup artifacts/publish/cluster.done ## measure the embedded cluster: start, idling, writes under watchers
	@dotnet run --project tests/Bench.Cluster/Bench.Cluster.csproj -c Release -- artifacts/publish/cluster/canarymesh-cluster

bench-proxy: setup artifacts/publish/proxy.done ## CPU per request of our proxy beside HAProxy's (ROUNDS=n, RATES=1000,4000)
	@bash tests/Setup/haproxy.sh
	@dotnet build tests/Bench.Proxy/Bench.Proxy.csproj -c Release -nologo -v:q
	@exec dotnet tests/Bench.Proxy/bin/Release/net10.0/CanaryMesh.Bench.Proxy.dll artifacts/publish/proxy/canarymesh-proxy .tools/haproxy/haproxy \
		$(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(RATES),--rates $(RATES))

bench-admission: setup artifacts/publish/webhook.done ## pods admitted by the webhook on one core, and a CA rotated under them (RATE=500, WINDOW=30)
	@dotnet build tests/Bench.Admission/Bench.Admission.csproj -c Release -nologo -v:q
	@exec dotnet tests/Bench.Admission/bin/Release/net10.0/CanaryMesh.Bench.Admission.dll artifacts/publish/webhook/canarymesh-webhook \
		$(if $(RATE),--rate $(RATE)) $(if $(WINDOW),--seconds $(WINDOW))

bench-judge: setup ## the judge's goals and its rivals on simulated traffic (QUICK=1, THREADS=n)
	@dotnet build tests/Bench.Judge/Bench.Judge.csproj -c Release -nologo -v:q
	@exec dotnet tests/Bench.Judge/bin/Release/net10.0/CanaryMesh.Bench.Judge.dll --vectors "$(CANARYMESH_SHARED)/reference/judge/vectors.json" \
		$(if $(QUICK),--quick) $(if $(THREADS),--threads $(THREADS))

fuzz: setup ## a million inputs to what reads reviews, annotations, plans, Canaries, policies and reports (INPUTS=n, SEED=n, TARGET=name)
	@dotnet build tests/Fuzz/Fuzz.csproj -c Release -nologo -v:q
	@exec dotnet tests/Fuzz/bin/Release/net10.0/CanaryMesh.Fuzz.dll $(if $(INPUTS),--inputs $(INPUTS)) $(if $(SEED),--seed $(SEED)) $(if $(TARGET),--target $(TARGET))

soak: publish ## versions good and bad in turn, under load and random kills (SOAK_MINUTES=10, SOAK_QUIET_MINUTES=4, SEED=n)
	@dotnet build tests/Soak/CanaryMesh.Soak.csproj -c Release -nologo -v:q
	@SOAK_MINUTES=$(SOAK_MINUTES) SOAK_QUIET_MINUTES=$(SOAK_QUIET_MINUTES) SEED=$(SEED) exec dotnet tests/Soak/bin/Release/net10.0/canarymesh-soak.dll

lint: setup ## fail on formatting that the rules would change
	dotnet format $(SOLUTION) --verify-no-changes

clean: ## remove what was built; tools stay
	rm -rf artifacts
	find . -type d \( -name bin -o -name obj \) -not -path './.tools/*' -prune -exec rm -rf {} +
