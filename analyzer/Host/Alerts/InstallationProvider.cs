using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Resources.AlertProviders;

namespace CanaryMesh.Analyzer.Alerts;

/// <summary>The room that is told of every rollout whose Canary names none, by the installation's settings: Flagger's global notifier.</summary>
internal sealed class InstallationProvider(InstallationSettings settings, string ns)
{
    // No AlertProvider can have this name.
    private const string Name = "(installation)";

    public ObjectKey Key { get; } = new(ns, Name);

    /// <summary>None without a Secret.</summary>
    public AlertProviderSpec? Spec => settings.AlertSecret is { Length: > 0 } secret
        ? new()
        {
            Type = settings.AlertType, Channel = settings.AlertChannel, Username = settings.AlertUsername, Proxy = settings.AlertProxy,
            SecretRef = new SecretReference { Name = secret },
        }
        : null;

    /// <summary>As a Canary would name it; empty if there is none.</summary>
    public IReadOnlyList<JsonObject> Alerts =>
        Spec is null ? [] : [new JsonObject { ["providerRef"] = new JsonObject { ["name"] = Key.Name, ["namespace"] = Key.Namespace } }];
}
