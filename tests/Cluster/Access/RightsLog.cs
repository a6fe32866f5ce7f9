using System.Collections.Concurrent;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Access;

/// <summary>Which rights the accounts of installed software asked for, and whether they had them: a line of a file each, written once.</summary>
internal sealed class RightsLog
{
    private const string Accounts = "system:serviceaccount:";
    private readonly ConcurrentDictionary<string, bool> _seen = [];
    private readonly Lock _writing = new();

    /// <summary>Where to keep them; null keeps nothing.</summary>
    public string? File { get; set; }

    public void Note(Identity who, AccessRequest request, bool allowed)
    {
        if (File is { } file && who.User.StartsWith(Accounts, StringComparison.Ordinal) && !who.User.StartsWith(Accounts + "kube-", StringComparison.Ordinal))
        {
            Write(file, Line(who.User[Accounts.Length..], request, allowed));
        }
    }

    private void Write(string file, string line)
    {
        if (!_seen.TryAdd(line, true))
        {
            return;
        }

        lock (_writing)
        {
            System.IO.File.AppendAllText(file, line + "\n");
        }
    }

    // Names and namespaces of the account's own alone: those of apps would be as many lines as there are objects.
    private static string Line(string account, AccessRequest request, bool allowed)
    {
        var home = account.Split(':')[0];
        var isAtHome = request.Namespace is null or "" || request.Namespace == home;
        return string.Join('\t', allowed ? "allowed" : "refused", account, request.Verb, request.Group, request.FullResource, isAtHome ? request.Namespace ?? "" : "*", isAtHome ? request.Name ?? "" : "*");
    }
}
