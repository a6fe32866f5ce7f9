using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>spec.analysis.webhooks → the hooks of a rollout.</summary>
internal static class HookReader
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    public static IReadOnlyList<Hook> Read(IReadOnlyList<CanaryWebhook> webhooks, List<string> faults) =>
        [.. webhooks.Select((webhook, place) => Read(webhook, place, faults)).OfType<Hook>()];

    private static Hook? Read(CanaryWebhook webhook, int place, List<string> faults)
    {
        var path = $"spec.analysis.webhooks: {ShownText.Of(webhook.Name)}";
        if (HookTypes.Parse(webhook.Type) is not { } type)
        {
            faults.Add($"{path}: there is no type {ShownText.Of(webhook.Type!)}");
            return null;
        }

        if (!Uri.TryCreate(webhook.Url, UriKind.Absolute, out var url))
        {
            faults.Add($"{path}: url is no absolute address");
            return null;
        }

        // Flagger takes its default for what it cannot read; a text as short as that says nothing.
        var timeout = Durations.Parse(webhook.Timeout) ?? DefaultTimeout;
        var address = new HookAddress(url, timeout < Durations.LongestCall ? timeout : Durations.LongestCall, Math.Clamp(webhook.Retries ?? 0, 0, 1000))
        {
            AnyCertificate = webhook.DisableTls == true,
            Secret = webhook.SecretRef?.Name,
            Metadata = webhook.Metadata ?? new Dictionary<string, string>(),
        };
        return new(place, webhook.Name, type, address) { Expiry = Durations.Parse(webhook.Expiry), MuteAlert = webhook.MuteAlert == true };
    }
}
