using System.Globalization;

namespace CanaryMesh.Cluster.Golden;

/// <summary>What numbered placeholders stand for so far.</summary>
internal sealed class Bindings(Dictionary<string, string> bound)
{
    public Bindings()
        : this(new Dictionary<string, string>(StringComparer.Ordinal))
    {
    }

    public string? Find(string name) => bound.GetValueOrDefault(name);

    public Bindings Copy() => new(new Dictionary<string, string>(bound, StringComparer.Ordinal));

    public void Take(Bindings other)
    {
        foreach (var (name, value) in other.All())
        {
            bound[name] = value;
        }
    }

    /// <summary>False if another number of the kind already stands for the value.</summary>
    public bool Bind(string name, string value)
    {
        var kind = name.TrimEnd([.. "0123456789"]);
        if (bound.Any(p => p.Value == value && p.Key != name && p.Key.TrimEnd([.. "0123456789"]) == kind))
        {
            return false;
        }

        bound[name] = value;
        return true;
    }

    /// <summary>The versions that were bound must rise with their numbers; null if they do.</summary>
    public string? Disorder()
    {
        var versions = bound.Where(p => p.Key.StartsWith("rv", StringComparison.Ordinal) && p.Key.Length > 2)
            .OrderBy(p => int.Parse(p.Key.AsSpan(2), CultureInfo.InvariantCulture)).ToList();
        for (var i = 1; i < versions.Count; i++)
        {
            if (ulong.Parse(versions[i - 1].Value, CultureInfo.InvariantCulture) >= ulong.Parse(versions[i].Value, CultureInfo.InvariantCulture))
            {
                return $"${versions[i - 1].Key} is {versions[i - 1].Value}, ${versions[i].Key} is {versions[i].Value}";
            }
        }

        return null;
    }

    private Dictionary<string, string> All() => bound;
}
