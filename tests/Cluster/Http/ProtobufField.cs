using System.Globalization;

namespace CanaryMesh.Cluster.Http;

/// <summary>A field of a protobuf message; Mark says how it is read, see <see cref="ProtobufTypes"/>.</summary>
internal sealed record ProtobufField(int Number, string Name, string Mark, string? Message)
{
    private static readonly string[] Marks = ["[]", "{b}", "{q}", "{}", "#", "%", "?", "!"];

    public static ProtobufField Parse(string text)
    {
        var parts = text.Trim().Split(' ', 2);
        var typed = parts[1].Split('>', 2);
        var mark = Marks.FirstOrDefault(m => typed[0].EndsWith(m, StringComparison.Ordinal)) ?? "";
        return new ProtobufField(int.Parse(parts[0], CultureInfo.InvariantCulture), typed[0][..^mark.Length], mark, typed.Length > 1 ? typed[1] : null);
    }
}
