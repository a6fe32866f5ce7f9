namespace CanaryMesh.Mesh.Actions;

/// <summary>Headers in the order in which they came.</summary>
internal sealed class HeaderList
{
    private readonly List<KeyValuePair<string, string>> _all = [];

    public IReadOnlyList<KeyValuePair<string, string>> All => _all;

    public void Add(string name, string value) => _all.Add(new(name, value));

    public void Remove(string name) => _all.RemoveAll(each => each.Key.Equals(name, StringComparison.OrdinalIgnoreCase));

    public void Set(string name, string value)
    {
        Remove(name);
        Add(name, value);
    }
}
