using System.Text.Json.Nodes;
using CanaryMesh.Webhook;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Configuration;
using CanaryMesh.Webhook.Holding;
using CanaryMesh.Webhook.Injection;
using CanaryMesh.Webhook.Onboarding;
using CanaryMesh.Webhook.Signing;
using CanaryMesh.Webhook.Steering;

namespace CanaryMesh.Fuzz;

/// <summary>The product's entries with a cluster that answers at once.</summary>
internal static class Entries
{
    public static readonly Surroundings Surroundings = new() { Namespace = "canarymesh-system", SettingsFolder = "", Addresses = ["127.0.0.1"] };

    private static readonly WebhookSettings Settings = new() { ProxyImage = "registry.example/proxy@sha256:0123", NativeSidecar = "true" };
    private static readonly WebhookMetrics Metrics = new();
    private static readonly QuietCluster Cluster = new();

    private static readonly InjectionSettings Injection = new(
        Settings, "https://10.96.0.9:14010", "canarymesh-control.canarymesh-system.svc", "-----BEGIN CERTIFICATE-----\nfloor\n-----END CERTIFICATE-----\n", "0.1.0")
    { DrainKey = "a key of the fuzzer"u8.ToArray() };

    public static IAdmissionEntry Inject { get; } = new InjectEntry(() => Injection, Metrics);

    public static IAdmissionEntry Hold { get; } = new HoldEntry(() => Settings, Surroundings, Cluster, Metrics);

    public static IAdmissionEntry Onboard { get; } = new OnboardEntry(Surroundings, Cluster);

    public static IAdmissionEntry Steer { get; } = new SteerEntry(Surroundings);

    public static IAdmissionEntry Sign { get; } = new SignEntry(TimeProvider.System);

    public static IAdmissionEntry Seal { get; } = new SealEntry(Surroundings);

    public static IAdmissionEntry Check { get; } = new CheckEntry(Surroundings, Cluster, () => Settings, Cluster, Cluster);

    public static IReadOnlyList<IAdmissionEntry> All { get; } = [Inject, Hold, Onboard, Steer, Sign, Seal, Check];

    public static JsonObject Copy(this JsonObject thing) => (JsonObject)thing.DeepClone();
}
