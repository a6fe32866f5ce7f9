using CanaryMesh.Webhook.Admission;

namespace CanaryMesh.Webhook.Tests.Support;

/// <summary>A process that a handful of reviews fills.</summary>
public sealed class SmallHost : WebhookHost
{
    internal override ReviewLimits Limits => new() { Places = 2, Waiting = 2, Buffered = 1024 * 1024 };
}
