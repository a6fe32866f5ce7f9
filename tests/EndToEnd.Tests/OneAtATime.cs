namespace CanaryMesh.EndToEnd.Tests;

/// <summary>Classes that keep a machine busy by themselves, several apps under load in a cluster of their own: never two of them at once, while
/// the others run beside them. Together they starved single pods for so long that requests to them timed out.</summary>
[CollectionDefinition(Name)]
public sealed class OneAtATime
{
    public const string Name = "one at a time";
}
