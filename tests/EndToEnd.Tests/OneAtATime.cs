namespace CanaryMesh.EndToEnd.Tests;

/// <summary>Classes that keep a machine busy by themselves, most with five apps and more under load: never two of them at once, while the others run
/// beside them. With two, something waited for one of two processors for 94 to 99 % of the time.</summary>
[CollectionDefinition(Name)]
public sealed class OneAtATime
{
    public const string Name = "one at a time";
}
