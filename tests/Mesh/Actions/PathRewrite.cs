using System.Text.RegularExpressions;

namespace CanaryMesh.Mesh.Actions;

/// <summary>What becomes of a path.</summary>
internal abstract record PathRewrite
{
    /// <summary>By the path and that much of it which the condition matched.</summary>
    public abstract string Apply(string path, string matched);

    /// <summary>Envoy's prefix_rewrite: text for text, so that neither a missing nor a double slash is mended.</summary>
    internal sealed record Prefix(string Replacement) : PathRewrite
    {
        public override string Apply(string path, string matched) => Replacement + path[matched.Length..];
    }

    /// <summary>The Gateway API's prefix: whole segments, with one slash between.</summary>
    internal sealed record Segments(string Replacement) : PathRewrite
    {
        public override string Apply(string path, string matched)
        {
            var rest = path[matched.TrimEnd('/').Length..].TrimStart('/');
            var start = Replacement.TrimEnd('/');
            return rest.Length == 0 ? (start.Length == 0 ? "/" : start) : $"{start}/{rest}";
        }
    }

    internal sealed record Whole(string Replacement) : PathRewrite
    {
        public override string Apply(string path, string matched) => Replacement;
    }

    /// <summary>RE2's substitution, which names a group by a backslash.</summary>
    internal sealed record Pattern(Regex Expression, string Substitution) : PathRewrite
    {
        public override string Apply(string path, string matched) =>
            Expression.Replace(path, Regex.Replace(Substitution.Replace("$", "$$", StringComparison.Ordinal), @"\\(\d)", "$${$1}"));
    }
}
