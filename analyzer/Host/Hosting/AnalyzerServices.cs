using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Alerts;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Leadership;
using CanaryMesh.Analyzer.NetworkPolicies;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Analyzer.Reconciling;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Analyzer.Routing.GatewayApi;
using CanaryMesh.Analyzer.Routing.Istio;
using CanaryMesh.Analyzer.Sources;
using CanaryMesh.Analyzer.Telemetry;
using CanaryMesh.Api.Names;
using CanaryMesh.Certs;
using Prometheus;

namespace CanaryMesh.Analyzer.Hosting;

/// <summary>Who needs whom.</summary>
internal static class AnalyzerServices
{
    public static IServiceCollection AddAnalyzer(this IServiceCollection services, Surroundings where)
    {
        services.AddSingleton(where);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => KubeConnection.Open());
        services.AddSingleton<IKubeApi, KubeApi>();
        services.AddSingleton(Caches);
        services.AddSingleton(new InstallationSettings(where.SettingsFolder));
        services.AddSingleton(_ => Metrics.NewCustomRegistry());
        services.AddSingleton<AnalyzerMetrics>();
        services.AddSingleton<RolloutMeter>();
        services.AddSingleton<EventWriter>();
        services.AddSingleton<ICaStore>(provider => new SecretCaStore(provider.GetRequiredService<IKubeApi>(), where.Namespace));
        services.AddSingleton(provider => where.CertificateFolder is { } folder
            ? new CertificateKeeper(new MountedPair(folder, where.ControlName, TimeProvider.System))
            : new CertificateKeeper(provider.GetRequiredService<ICaStore>(), [where.ControlName, where.ControlName + ".cluster.local"], TimeProvider.System));
        services.AddObserving(where);
        services.AddApplying();
        services.AddHooks();
        services.AddControl();
        services.AddSingleton<IProxyAuthenticator, ProxyAuthenticator>();
        services.AddSingleton<PodDirectory>();
        services.AddSingleton<FindPod>(provider => provider.GetRequiredService<PodDirectory>().Find);
        services.AddSingleton<RolloutReconciler>();
        services.AddLeadership(where);
        services.AddSingleton<Readiness>();
        services.AddHostedService<CertificateWorker>();
        services.AddHostedService<CacheWorker>();
        services.AddHostedService<LeaderWorker>();
        return services;
    }

    /// <summary>Gauges that are read from their owners when they are scraped.</summary>
    public static void FollowMetrics(this IServiceProvider provider)
    {
        var metrics = provider.GetRequiredService<AnalyzerMetrics>();
        metrics.Installed(typeof(AnalyzerServices).Assembly.GetName().Version?.ToString(3) ?? "", "canarymesh");
        metrics.Follow(provider.GetRequiredService<ClusterCaches>().All);
        metrics.Follow(provider.GetRequiredService<CertificateKeeper>());
        metrics.Follow(provider.GetRequiredService<PolicyBoard>());
        metrics.FollowAges(TimeProvider.System);
    }

    private static void AddObserving(this IServiceCollection services, Surroundings where)
    {
        services.AddSingleton(provider => where.Outbound with
        {
            IsNode = new NodeAddresses(provider.GetRequiredService<ClusterCaches>().Nodes).Contains,
            Allowed = () => provider.GetRequiredService<InstallationSettings>().ReachableNetworks,
        });
        services.AddSingleton(_ => new SteeringProbe(GuardedHttp.Create(where.Outbound)));
        services.AddSingleton<GuardedClients>();
        services.AddSingleton<MetricHttp>();
        services.AddSingleton<IPrometheusClient, PrometheusClient>();
        services.AddSingleton<MetricSecrets>();
        services.AddSingleton<ProviderClient>();
        services.AddSingleton<TemplateSource>();
        services.AddSingleton<CountHistory>();
        services.AddSingleton<CheckSource>();
        services.AddSingleton<StatusMemory>();
        services.AddSingleton<SpecMemory>();
        services.AddSingleton<MarkWatch>();
        services.AddSingleton<LeaderClock>();
        services.AddSingleton<TrialStore>();
        services.AddSingleton<TrialJudges>();
        services.AddSingleton<RolloutGatherer>();
    }

    private static void AddHooks(this IServiceCollection services)
    {
        services.AddSingleton<HostSlots>();
        services.AddSingleton(provider => new HookCaller(
            GuardedHttp.Create(Rule(provider)), GuardedHttp.CreateTrustingAny(Rule(provider)), provider.GetRequiredService<IKubeApi>(), provider.GetRequiredService<HostSlots>(), TimeProvider.System));
        services.AddSingleton<HookRunner>();
        services.AddSingleton<ReceiverQueues>();
        services.AddSingleton<HookDesk>();
        services.AddSingleton(provider => new AlertSender(
            GuardedHttp.Create(Rule(provider)), proxy => GuardedHttp.CreateThrough(Rule(provider), proxy), provider.GetRequiredService<IKubeApi>(), TimeProvider.System, provider.GetRequiredService<ILogger<AlertSender>>())
        {
            Fallback = new(provider.GetRequiredService<InstallationSettings>(), provider.GetRequiredService<Surroundings>().Namespace),
        });
        services.AddSingleton<EndingLedger>();
        services.AddSingleton<AlertDesk>();
    }

    private static OutboundRule Rule(IServiceProvider provider) => provider.GetRequiredService<OutboundRule>();

    private static void AddLeadership(this IServiceCollection services, Surroundings where)
    {
        services.AddSingleton(new LeaseTiming());
        services.AddSingleton<LeaseFence>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<LeaderElector>(
            provider,
            new LeaseClient(provider.GetRequiredService<IKubeApi>(), where.Namespace, Installation.Analyzer, where.Identity, new LeaseTiming(), TimeProvider.System)));
    }

    private static void AddApplying(this IServiceCollection services)
    {
        services.AddSingleton<FencedApi>();
        services.AddSingleton(provider => new PinKey(provider.GetRequiredService<FencedApi>(), provider.GetRequiredService<Surroundings>().Namespace));
        services.AddFenced<TargetActions>();
        services.AddFenced<CopyActions>();
        services.AddFenced<RouteActions>();
        services.AddFenced<TwinActions>();
        services.AddSingleton(provider => new ServiceActions(
            provider.GetRequiredService<FencedApi>(), provider.GetRequiredService<ClusterCaches>(), () => provider.GetRequiredService<CertificateKeeper>().Current?.Bundle));
        services.AddFenced<CanaryActions>();
        services.AddFenced<InferenceReconciler>();
        services.AddFenced<FaultReporter>();
        services.AddFenced<JudgedShelf>();
        services.AddSingleton<TrialRecords>();
        services.AddSingleton<PolicyActions>();
        services.AddSingleton(ActionFuse.FromEnvironment());
        services.AddSingleton<PlanApplier>();
    }

    /// <summary>What it decides, it writes only while our Lease stands.</summary>
    private static void AddFenced<T>(this IServiceCollection services)
        where T : class =>
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<T>(provider, provider.GetRequiredService<FencedApi>()));

    private static ClusterCaches Caches(IServiceProvider provider)
    {
        var connection = provider.GetRequiredService<KubeConnection>();
        var settings = provider.GetRequiredService<InstallationSettings>();
        var providers = new Dictionary<ProviderKind, IRouteProvider>
        {
            [ProviderKind.Istio] = new IstioRoutes(() => settings.AllowedHosts),
            [ProviderKind.GatewayApi] = new GatewayApiRoutes(() => settings.AllowedHosts),
        };
        var where = provider.GetRequiredService<Surroundings>();
        var logger = provider.GetRequiredService<ILogger<WatchCache>>();
        IWatchCache Follow(KubeKind kind, Func<WatchScope, WatchCache> create, string? fields = null) => JoinedCache.Of(kind, where.WatchedFor(kind), ns => create(new(kind, ns, FieldSelector: fields)));
        IWatchCache Of(KubeKind kind) => Follow(kind, scope => new(connection, scope, TimeProvider.System, logger));
        IWatchCache Shrunk(KubeKind kind, Func<JsonObject, JsonObject> project, string? fields = null) =>
            Follow(kind, scope => new(connection, scope, TimeProvider.System, logger) { Project = project }, fields);
        IWatchCache Optional(KubeKind kind) => Follow(kind, scope => new(connection, scope, TimeProvider.System, logger) { IsOptional = true });
        var pods = Of(KubeKind.Pods);
        return new(Of(KubeKind.Canaries), Of(KubeKind.Deployments), Of(KubeKind.ReplicaSets), pods, Of(KubeKind.Services), Of(KubeKind.Nodes), Of(KubeKind.MetricTemplates))
        {
            Configs = new(Shrunk(KubeKind.ConfigMaps, ConfigDirectory.Project, "metadata.name!=kube-root-ca.crt"), TimeProvider.System),
            Scalers = Shrunk(KubeKind.HorizontalPodAutoscalers, ScalerReader.Project),
            Policies = new(Of(KubeKind.NetworkPolicies), Optional(KubeKind.Namespaces), where.Namespace)
            {
                AnalyzersAt = () => PolicySide.AnalyzersIn(pods.In(where.Namespace)),
                Unread = [Optional(KubeKind.CiliumNetworkPolicies), Optional(KubeKind.CalicoNetworkPolicies)],
            },
            Secrets = ActivatorUtilities.CreateInstance<SecretDirectory>(provider),
            Routes = new([.. providers.Values.SelectMany(each => each.Kinds).Distinct().Select(Optional)], providers, TimeProvider.System),
        };
    }
}
