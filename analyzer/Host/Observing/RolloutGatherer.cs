using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.NetworkPolicies;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>All reading of a tick: caches, the proxies' board, and, where the step is over, the metrics server.</summary>
internal sealed class RolloutGatherer(
    ClusterCaches caches, PolicyBoard board, IKubeApi api, SteeringProbe probe, CheckSource checks, CountHistory counts, StatusMemory memory, SpecMemory specs, MarkWatch marks, InstallationSettings settings, LeaderClock leader, TimeProvider time, TrialJudges judges)
{
    private readonly TrialReadings _readings = new(probe, checks, counts, judges);

    /// <summary>The world of a rollout, or the faults of its spec; both where the last good spec stays in force. Null: there is no such Canary.</summary>
    public async Task<(RolloutWorld? World, IReadOnlyList<string> Faults, JsonObject? Canary)> GatherAsync(
        RolloutKey key, CancellationToken cancellation, Func<RolloutWorld, RolloutWorld>? known = null)
    {
        if (caches.Canaries.Get(key.Namespace, key.Name) is not { } cached)
        {
            memory.Forget(key);
            memory.Undecided(key);
            specs.Forget(key);
            _readings.Forget(key);
            return (null, [], null);
        }

        var raw = memory.Newest(key, cached);
        var (choice, unchosen) = new ProviderReader(caches, settings).Read(raw);
        var isLeaving = raw.Text("metadata", "deletionTimestamp") is not null;
        if (choice is null)
        {
            return (null, [unchosen!], raw);
        }

        var read = Read(key, raw, choice);
        var rival = read.Good?.Spec is { } own && caches.CanaryOf(key.Namespace, own.Target).Text("metadata", "name") is { } name && name != key.Name ? name : null;
        if (!isLeaving && (read.Good is null || rival is not null))
        {
            return (null, rival is null ? read.Faults : [$"Deployment {read.Good!.Spec.Target} belongs to Canary {rival} already"], raw);
        }

        // A Canary that cannot be worked on can still leave; what belongs to another it leaves alone.
        var spec = rival is null && read.Good is { } good ? good.Spec : SpecReader.ForLeaving(rival is null ? raw : []);
        await LookAtSecretsAsync(key.Namespace, spec.Target, cancellation);
        var world = Look(key, raw, read.Good?.Raw, spec, choice, memory.Standing(key, StatusReader.Read(read.Status)), await ClaimReader.ReadAsync(api, caches.Deployments.Get(key.Namespace, spec.Target), cancellation));
        // What hooks answered decides whether the checks are due.
        world = known?.Invoke(world) ?? world;
        world = await _readings.ProbeAsync(world, cancellation);
        return (isLeaving ? world : await _readings.CheckAsync(world, read.Good!.Canary, cancellation), isLeaving ? [] : [.. read.Faults, .. new[] { unchosen }.OfType<string>()], raw);
    }

    // With faults and a spec: the last good one, which stays in force.
    private (GoodSpec? Good, CanaryStatus? Status, IReadOnlyList<string> Faults) Read(RolloutKey key, JsonObject raw, ProviderChoice choice)
    {
        var (canary, spec, faults) = SpecReader.Read(raw, settings.ScrapeInterval, choice.IsByRoute);
        if (spec is not null && Route(raw, choice) is { } route)
        {
            faults = route.Provider.Faults(route.Intent with { MatchesOnly = spec.Traffic.LanesOnly });
        }

        if (canary is not null && spec is not null && faults.Count == 0)
        {
            var good = new GoodSpec(raw, canary, spec);
            specs.Good(key, good);
            return (good, canary.Status, faults);
        }

        var status = canary is null ? SpecReader.StatusOf(raw) : canary.Status;
        return (status is null ? null : specs.Last(key, raw.Text("metadata", "uid")), status, faults);
    }

    private RouteWorld? Route(JsonObject canary, ProviderChoice choice) =>
        choice.IsByRoute && caches.Routes?.Provider(choice.Kind) is { } provider ? new(choice.Kind, provider, RouteIntent.Of(canary), caches.Routes) : null;

    private RolloutWorld Look(RolloutKey key, JsonObject canary, JsonObject? good, RolloutSpec spec, ProviderChoice choice, RolloutStatus status, Dictionary<string, JsonObject> claims)
    {
        var now = time.GetUtcNow();
        var target = caches.Deployments.Get(key.Namespace, spec.Target);
        var seen = new RolloutObservation
        {
            ObservedAt = now,
            Key = key,
            Spec = spec with { Judging = JudgeWish.Of(canary, good, target, spec.Traffic) },
            Status = status,
            Provider = choice.Why.Length > 0 ? choice : null,
            Leaving = canary.Text("metadata", "deletionTimestamp") is not null,
            HasFinalizer = canary.At("metadata", "finalizers") is JsonArray finalizers && finalizers.Any(each => (string?)each == AnnotationNames.LeaveFinalizer),
            Command = CommandReader.Read(canary.Annotation(AnnotationNames.Command), status.LastCommand, canary.Annotation(AnnotationNames.CommandSignature)),
            FlaggerPrimaryExists = caches.Deployments.Get(key.Namespace, spec.Target + "-primary") is not null,
        };
        var route = Route(good ?? canary, choice);
        return target is null ? LookWithoutTarget(canary, seen, route) : LookAtTarget(canary, target, seen, claims, route);
    }

    // Steered Services outlive their target.
    private RolloutWorld LookWithoutTarget(JsonObject canary, RolloutObservation seen, RouteWorld? route)
    {
        var services = seen.Leaving && seen.Spec.Target.Length > 0
            ? LeavingServices.Of(null, caches.Services.In(seen.Key.Namespace), caches.Deployments.In(seen.Key.Namespace))
            : [];
        seen = route is null ? seen with { Steering = SteeringReader.ReadLeaving(services) } : RouteSight.Read(seen, route, [], leader.LeaderFor);
        return new() { Canary = canary, Seen = seen, Services = services, Route = route };
    }

    private RolloutWorld LookAtTarget(JsonObject canary, JsonObject target, RolloutObservation seen, Dictionary<string, JsonObject> claims, RouteWorld? route)
    {
        var ns = seen.Key.Namespace;
        var template = target.At("spec", "template") as JsonObject ?? [];
        var sets = caches.SetsOf(target).Select(set => ReplicaSetView.Of(set, settings.RestartAnnotations)).ToList();
        var pods = caches.PodsOf(ns, sets.Select(set => set.Uid).ToHashSet()).ToList();
        var services = caches.Services.In(ns).Where(service => service.Label(OurLabels.ManagedBy) != OurLabels.CanaryMesh).ToList();
        var configured = new ConfigReader(caches, target, settings.RestartAnnotations);
        var notSafe = SplitSafety.WhyNot(target, claims.GetValueOrDefault);
        var by = route is null ? null : route.Kind.Word();
        var planning = PortPlanner.Plan(template, services, OptedIn(target), PortPlan.OfTemplate(template) is { } plan ? plan with { By = by } : by is null ? null : new() { V = 1, By = by });
        var selecting = services.Where(service => PortPlanner.Selects(service, template)).ToList();
        var labels = LabelRewrite.For(target, selecting);
        var policies = caches.Policies is { } directory ? new PolicyReader(directory, canary, target, labels, pods) : null;
        planning = policies?.Onboarding(planning, seen) ?? planning;
        planning = seen is { Leaving: false, Status.Phase: RolloutPhase.Initializing } ? configured.Onboarding(planning, notSafe is null) : planning;
        var leaving = seen.Leaving ? LeavingServices.Of(target, services, caches.Deployments.In(ns)) : [];
        var shared = seen.Leaving ? [] : SharedServices.Of(target, selecting, caches);
        List<JsonObject> own = [.. selecting.Where(service => !shared.Any(each => each.Service == service))];
        var apex = SteeringReader.Ports(own, template, planning.Plan);
        var sides = route is null ? SidePorts.OfProxies(apex) : SidePorts.OfRoute(route.Intent.Apex, own);
        var copy = caches.Deployments.Get(ns, CopyBuilder.CopyName(seen.Spec.Target));
        var copySets = copy is null ? [] : caches.SetsOf(copy).ToList();
        // Where a route splits nobody waits for a proxy.
        var copyPods = caches.PodsOf(ns, copySets.Select(set => set.Text("metadata", "uid")!).ToHashSet()).Select(pod => route is null ? pod : pod with { Proxied = true }).ToList();
        var proxies = board.Observe(new(ns, seen.Spec.Target));
        var routes = RouteReader.Read(proxies, pods, leader.LeaderFor);
        var connected = proxies.Proxies.Select(proxy => proxy.PodUid).ToHashSet();
        var isMissing = seen.Status is { Phase: RolloutPhase.Failed, Refused: not null } && target.Annotation(AnnotationNames.Held) is not null && !HasMark(target);
        var world = new TargetWorld(
            target, sets, pods, selecting, planning, notSafe, SkipReason(target, seen.Status), marks.MissingFor(seen.Key, isMissing, seen.ObservedAt))
        {
            ReadyThreshold = seen.Status.Phase is RolloutPhase.Promoting ? seen.Spec.PrimaryReadyThreshold : 100,
        };
        var full = seen with
        {
            Target = TargetReader.Read(world, seen.Status, settings.RestartAnnotations).Sharing(shared, sides.Count),
            Routes = routes,
            Copy = CopyReader.Read(copy, canary, copyPods, pod => route is not null ? pod.ReadyFor(seen.ObservedAt) >= RouteSight.EndpointsArrive : (routes.Asked ?? seen.Status.Weight) > 0 || connected.Contains(pod.Uid), seen.ObservedAt, copySets) is { } made
                ? made with { Leftovers = CopyReader.Leftovers(caches.Pods.In(ns), CopyBuilder.SelectorLabels(target, labels), copyPods, seen.ObservedAt) }
                : null,
            Steering = seen.Leaving ? SteeringReader.ReadLeaving(leaving) : SteeringReader.Read(apex, caches.Pods.In(ns), probe.HasArrived),
            Scaler = ScalerReader.Read(caches.Scalers, canary, seen.Key, seen.Spec.Target),
            SharedSteered = SteeringReader.ReadLeaving([.. shared.Select(each => each.Service)]) is not SteeringObservation.Off,
        };
        var (around, twins) = policies?.Read(full, planning.Plan) ?? (full.Policies, PolicyWorld.Nothing);
        var (read, wanted) = configured.Read(full with { Policies = around });
        var wantedApex = ApexBuilder.Build(canary, target);
        var supported = Support.Read(read with { ApexDue = IsApexDue(wantedApex, canary, target) }, caches, canary, target, labels, sides, route is not null);
        return new()
        {
            Canary = canary,
            Seen = route is null ? supported : RouteSight.Read(supported, route, SidesOf(route), leader.LeaderFor),
            Route = route,
            Sides = sides,
            WantedApex = wantedApex,
            Target = target,
            Copy = copy,
            Sets = sets,
            CopyPods = copyPods,
            Services = seen.Leaving ? leaving : selecting,
            Shared = [.. shared.Select(each => each.Service)],
            Apex = apex,
            Plan = planning.Plan,
            Config = wanted,
            Labels = labels,
            Policies = twins,
            Board = proxies,
        };
    }

    private List<JsonObject> SidesOf(RouteWorld route) =>
        [.. new[] { route.Intent.Primary, route.Intent.OnTrial }.Select(name => caches.Services.Get(route.Intent.Namespace, name)).OfType<JsonObject>()];

    private bool IsApexDue(JsonObject? wanted, JsonObject canary, JsonObject target)
    {
        var found = wanted is null ? null : caches.Services.Get(wanted.Text("metadata", "namespace")!, wanted.Text("metadata", "name")!);
        return ApexReader.IsDue(wanted, found, target, ApexBuilder.Metadata(ServiceRequest.Of(canary)));
    }

    private async Task LookAtSecretsAsync(string ns, string target, CancellationToken cancellation)
    {
        if (caches.Secrets is { } secrets && caches.Deployments.Get(ns, target).At("spec", "template") is JsonObject template)
        {
            await secrets.LookAsync(ns, template, cancellation);
        }
    }

    // They count only in the update that sets or changes them: what was used once is on record.
    private static string? SkipReason(JsonObject target, RolloutStatus status) =>
        new[] { AnnotationNames.Bypass, AnnotationNames.SkipAnalysis }
            .Select(name => target.Annotation(name) is { Length: > 0 } why ? $"{name[AnnotationNames.Prefix.Length..]}: {why}" : null)
            .FirstOrDefault(why => why is not null && why != status.UsedSkip);

    private static bool HasMark(JsonObject target) => target.Objects("status", "conditions")
        .Any(each => each.Text("type") == "Progressing" && each.Text("reason") == "ProgressDeadlineExceeded");

    private static string[] OptedIn(JsonObject target) =>
        target.Annotation(AnnotationNames.Ports)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
