using CanaryMesh.Analyzer.Observing;

namespace CanaryMesh.Analyzer.Reconciling;

/// <summary>Ticks of namespaces that are known in full alone: in one that we may not list, absence says nothing.</summary>
internal static class ListedNamespaces
{
    private static readonly TimeSpan LookedAtAgain = TimeSpan.FromSeconds(30);

    public static Func<TKey, CancellationToken, Task<ReconcileOutcome>> Only<TKey>(
        ClusterCaches caches, Func<TKey, string> namespaceOf, Func<TKey, CancellationToken, Task<ReconcileOutcome>> tick) =>
        (key, cancellation) => caches.IsRefused(namespaceOf(key)) ? Task.FromResult<ReconcileOutcome>(new ReconcileOutcome.After(LookedAtAgain)) : tick(key, cancellation);
}
