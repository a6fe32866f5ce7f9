using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Onboarding;

namespace CanaryMesh.Webhook.Tests.Support;

/// <summary>The given Services, or none that can be read; counts how often it was asked.</summary>
internal sealed class FixedServices(IReadOnlyList<JsonObject>? services) : IServiceSource
{
    public int Asked { get; private set; }

    public ValueTask<IReadOnlyList<JsonObject>?> ListAsync(string @namespace, CancellationToken cancellation)
    {
        Asked++;
        return ValueTask.FromResult(services);
    }
}
