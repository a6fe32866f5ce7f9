using CanaryMesh.Proxy.Telemetry;

namespace CanaryMesh.Proxy.Guard;

/// <summary>Which outcomes are evidence. A client that a key keeps on its side was drawn once: of it only the first failure counts, since one
/// broken client fails again and again. What is drawn afresh counts each time.</summary>
internal sealed class GuardWatch(GuardShare share, Func<HttpContext, ulong?>? client, FailedClients? failed)
{
    public void End(HttpContext context, bool onCanary, Outcome outcome)
    {
        if (Counts(context, onCanary, GuardShare.IsFailure(outcome)))
        {
            share.End(onCanary, outcome);
        }
    }

    // Without the good requests that keyed clients sent, failures stand for one request each: that takes nothing from the primary's side.
    private bool Counts(HttpContext context, bool onCanary, bool isFailure) =>
        client is null || (isFailure && (client(context) is not { } hash || failed!.Counts(hash, onCanary)));
}
