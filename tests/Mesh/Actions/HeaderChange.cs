namespace CanaryMesh.Mesh.Actions;

/// <summary>What is done to headers on their way.</summary>
internal sealed record HeaderChange(
    IReadOnlyDictionary<string, string> Set, IReadOnlyDictionary<string, string> Add, IReadOnlyList<string> Remove)
{
    public static HeaderChange None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>(), []);

    /// <summary>Changes a list of headers; those hop after hop are not in it.</summary>
    public void Apply(HeaderList headers)
    {
        foreach (var name in Remove)
        {
            headers.Remove(name);
        }
        foreach (var (name, value) in Set)
        {
            headers.Set(name, value);
        }
        foreach (var (name, value) in Add)
        {
            headers.Add(name, value);
        }
    }
}
