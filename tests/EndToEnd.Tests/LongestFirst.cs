using Xunit.Abstractions;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>Classes that take minutes begin first, so that none of them runs alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
        [OneAtATime.Name, $".{nameof(DemoTests)}", $".{nameof(PipelineTrapTests)}", $".{nameof(CutOffTests)}"];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderBy(Rank);

    private static int Rank(ITestCollection collection)
    {
        var place = Array.FindIndex(Long, name => collection.DisplayName.Contains(name, StringComparison.Ordinal));
        return place < 0 ? Long.Length : place;
    }
}
