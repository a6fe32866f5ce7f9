using CanaryMesh.Support;

namespace CanaryMesh.Manifests.Tests.Delivery;

/// <summary>Needs the Lua that make setup fetches where it can.</summary>
internal sealed class LuaTheoryAttribute : TheoryAttribute
{
    public LuaTheoryAttribute() => Skip = Path.IsPathRooted(Repository.Tool("lua")) ? null : "make setup found no Lua";
}
