namespace CanaryMesh.Mesh.Watching;

/// <summary>The objects as they now are, and who wants to hear of a change.</summary>
internal sealed class ObjectStore
{
    private readonly Lock _lock = new();
    private volatile ClusterObjects _current = ClusterObjects.Empty;

    public ClusterObjects Current => _current;

    /// <summary>Called one at a time, in the order of the changes.</summary>
    public Action<ClusterObjects> Changed { get; set; } = _ => { };

    public void Change(Func<ClusterObjects, ClusterObjects> change)
    {
        lock (_lock)
        {
            _current = change(_current);
            Changed(_current);
        }
    }
}
