using CanaryMesh.Webhook.Configuration;

namespace CanaryMesh.Webhook.Tests.Support;

/// <summary>A process that serves on for a while after it was told to stop.</summary>
public sealed class LeavingHost : WebhookHost
{
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    internal override Surroundings Surroundings => Some.Surroundings with { Quiet = Quiet };
}
