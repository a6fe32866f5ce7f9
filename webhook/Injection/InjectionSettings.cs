using CanaryMesh.Webhook.Configuration;

namespace CanaryMesh.Webhook.Injection;

/// <summary>Everything beside the pod that the injected pod depends on.</summary>
internal sealed record InjectionSettings(WebhookSettings Settings, string ControlAddress, string ControlName, string CaBundle, string Version)
{
    /// <summary>Of this process alone: keeps the drain tokens that go into pods from being guessed.</summary>
    public required ReadOnlyMemory<byte> DrainKey { get; init; }
}
